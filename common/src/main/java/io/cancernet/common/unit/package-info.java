/** Units as types. */
@NullMarked
package io.cancernet.common.unit;

import org.jspecify.annotations.NullMarked;
