/** Models as ONNX files: what training writes and other runtimes read. */
@NullMarked
package io.cancernet.common.network.onnx;

import org.jspecify.annotations.NullMarked;
