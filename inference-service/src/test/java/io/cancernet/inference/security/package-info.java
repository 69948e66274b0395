/** How the service answers to whom. */
@NullMarked
package io.cancernet.inference.security;

import org.jspecify.annotations.NullMarked;
