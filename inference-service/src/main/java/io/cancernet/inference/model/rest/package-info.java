/** What this replica has loaded, over HTTP and as health. */
@NullMarked
package io.cancernet.inference.model.rest;

import org.jspecify.annotations.NullMarked;
