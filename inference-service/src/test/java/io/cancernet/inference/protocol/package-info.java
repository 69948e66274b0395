/** Tests of the Open Inference Protocol. */
@NullMarked
package io.cancernet.inference.protocol;

import org.jspecify.annotations.NullMarked;
