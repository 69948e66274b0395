/** Tests of sources in buckets. */
@NullMarked
package io.cancernet.dataset.source.objectstore;

import org.jspecify.annotations.NullMarked;
