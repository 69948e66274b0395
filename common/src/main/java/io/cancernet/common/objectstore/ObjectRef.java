package io.cancernet.common.objectstore;

import io.cancernet.common.id.Sha256;

/** An object by its key, with the hash that its bytes must have. */
public record ObjectRef(String key, Sha256 sha256) {}
