@NullMarked
package io.cancernet.training.weights.onnx;

import org.jspecify.annotations.NullMarked;
