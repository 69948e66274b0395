package io.cancernet.common.event;

/** One version of a named model. */
public record ModelVersion(String name, String version) {

    @Override
    public String toString() {
        return name + "/" + version;
    }
}
