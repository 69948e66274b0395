/** Uploads over REST. */
@NullMarked
package io.cancernet.dataset.upload.rest;

import org.jspecify.annotations.NullMarked;
