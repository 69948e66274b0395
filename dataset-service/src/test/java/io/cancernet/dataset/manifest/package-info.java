/** Tests of reading manifests and shards. */
@NullMarked
package io.cancernet.dataset.manifest;

import org.jspecify.annotations.NullMarked;
