/** Ways to the console, whose files are below {@code META-INF/resources/console}. */
@NullMarked
package io.cancernet.training.console.rest;

import org.jspecify.annotations.NullMarked;
