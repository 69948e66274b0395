/** Studies over REST. */
@NullMarked
package io.cancernet.training.study.rest;

import org.jspecify.annotations.NullMarked;
