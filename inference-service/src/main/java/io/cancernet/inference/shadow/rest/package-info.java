/** How shadow models compare, over HTTP. */
@NullMarked
package io.cancernet.inference.shadow.rest;

import org.jspecify.annotations.NullMarked;
