/** Tests of colours, some on real patches. */
@NullMarked
package io.cancernet.common.colour;

import org.jspecify.annotations.NullMarked;
