/**
 * The Open Inference Protocol v2 as KServe defines it ("open-inference-protocol", inference_rest.md), with Triton's
 * binary tensor data extension (extension_binary_data.md).
 */
@NullMarked
package io.cancernet.inference.protocol;

import org.jspecify.annotations.NullMarked;
