/** Environment variables that are set where the services run, and those that the services know. */
@NullMarked
package io.cancernet.kubernetes.environment;

import org.jspecify.annotations.NullMarked;
