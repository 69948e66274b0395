/** Tests of the launcher as a whole. */
@NullMarked
package io.cancernet.local;

import org.jspecify.annotations.NullMarked;
