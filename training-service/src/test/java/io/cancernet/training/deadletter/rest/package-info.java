@NullMarked
package io.cancernet.training.deadletter.rest;

import org.jspecify.annotations.NullMarked;
