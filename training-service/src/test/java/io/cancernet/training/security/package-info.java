/** How the service answers to whom. */
@NullMarked
package io.cancernet.training.security;

import org.jspecify.annotations.NullMarked;
