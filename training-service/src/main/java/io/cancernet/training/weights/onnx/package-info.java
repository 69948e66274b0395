/** Weights out of ONNX files. */
@NullMarked
package io.cancernet.training.weights.onnx;

import org.jspecify.annotations.NullMarked;
