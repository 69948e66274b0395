/** Uploads: files that clients send to the object store, kept until they are ingested. */
@NullMarked
package io.cancernet.dataset.upload;

import org.jspecify.annotations.NullMarked;
