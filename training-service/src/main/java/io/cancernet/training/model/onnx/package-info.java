/** Models as files of ONNX, which other runtimes compute. */
@NullMarked
package io.cancernet.training.model.onnx;

import org.jspecify.annotations.NullMarked;
