/** Tests of stack. */
@NullMarked
package io.cancernet.local.stack;

import org.jspecify.annotations.NullMarked;
