/** Deep Zoom over REST. */
@NullMarked
package io.cancernet.dataset.view.rest;

import org.jspecify.annotations.NullMarked;
