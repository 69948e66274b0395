/** Reading manifests, and the patches that they name from their shards. */
@NullMarked
package io.cancernet.dataset.manifest;

import org.jspecify.annotations.NullMarked;
