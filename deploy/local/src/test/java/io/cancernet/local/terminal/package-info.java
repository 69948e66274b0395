/** Tests of terminal. */
@NullMarked
package io.cancernet.local.terminal;

import org.jspecify.annotations.NullMarked;
