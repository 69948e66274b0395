/** Tests of models as ONNX files. */
@NullMarked
package io.cancernet.training.model.onnx;

import org.jspecify.annotations.NullMarked;
