package io.cancernet.local.client;

/** A model version. */
public record ModelRef(String name, String version) {

    @Override
    public String toString() {
        return name + "/" + version;
    }
}
