/** How the service answers to whom. */
@NullMarked
package io.cancernet.dataset.security;

import org.jspecify.annotations.NullMarked;
