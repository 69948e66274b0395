@NullMarked
package io.cancernet.dataset.ingest.rest;

import org.jspecify.annotations.NullMarked;
