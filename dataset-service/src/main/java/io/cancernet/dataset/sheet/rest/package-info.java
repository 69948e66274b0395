/** Contact sheets over REST. */
@NullMarked
package io.cancernet.dataset.sheet.rest;

import org.jspecify.annotations.NullMarked;
