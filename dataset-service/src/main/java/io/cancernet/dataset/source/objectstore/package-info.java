/** Sources in buckets of the deployment's S3 endpoint. */
@NullMarked
package io.cancernet.dataset.source.objectstore;

import org.jspecify.annotations.NullMarked;
