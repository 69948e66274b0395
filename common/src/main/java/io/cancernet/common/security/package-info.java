/** Who may do what, the same in every service. */
@NullMarked
package io.cancernet.common.security;

import org.jspecify.annotations.NullMarked;
