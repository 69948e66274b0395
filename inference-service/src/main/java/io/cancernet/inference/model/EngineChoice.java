package io.cancernet.inference.model;

/** Which engine computes the models. */
public enum EngineChoice {
    /** PyTorch where there is a GPU; else ONNX Runtime for a version with an ONNX file, PyTorch for one without. */
    AUTO,
    PYTORCH,
    /** On the CPU; a version without an ONNX file is refused. */
    ONNXRUNTIME
}
