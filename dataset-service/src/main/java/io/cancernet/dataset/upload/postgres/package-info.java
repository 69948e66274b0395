/** Uploads in Postgres. */
@NullMarked
package io.cancernet.dataset.upload.postgres;

import org.jspecify.annotations.NullMarked;
