package io.cancernet.local.command;

import io.cancernet.local.ExitCode;
import io.cancernet.local.stack.LocalStack;
import io.cancernet.local.terminal.Screen;
import java.util.concurrent.Callable;

/** Runs a stack for as long as a command needs it, and stops it whatever happens: an end, a failure, Ctrl-C. */
final class Attended {

    private final LocalStack stack;
    private final Screen screen;
    private final Runnable afterwards;

    /** @param afterwards what to do when the stack has stopped */
    Attended(LocalStack stack, Screen screen, Runnable afterwards) {
        this.stack = stack;
        this.screen = screen;
        this.afterwards = afterwards;
    }

    /** Returns the work's exit code, or that of a failure when a process of the stack was lost meanwhile. */
    int run(Callable<Integer> work) throws Exception {
        Thread worker = Thread.currentThread();
        Thread hook = new Thread(this::stop, "stop-stack");
        Runtime.getRuntime().addShutdownHook(hook);
        stack.onLoss(worker::interrupt);
        try {
            int code = work.call();
            return stack.failure().isPresent() ? ExitCode.FAILED : code;
        } catch (Exception e) {
            // A stack that is closed already was stopped by a signal: what fails then is no news.
            if (stack.failure().isEmpty() && !stack.isClosed()) {
                throw e;
            }
            return ExitCode.FAILED;
        } finally {
            // What the loss made fail on its way is not worth telling.
            boolean ignored = Thread.interrupted();
            stack.failure().ifPresent(loss -> Screen.errors().say("cancernet: " + loss));
            stop();
        }
    }

    /** Waits until the stack is stopped from outside, or loses a process. */
    int attend() throws InterruptedException {
        stack.awaitLoss();
        return ExitCode.FAILED;
    }

    private synchronized void stop() {
        if (stack.isClosed()) {
            return;
        }
        boolean something = stack.hasBegun();
        if (something) {
            screen.say("stopping");
        }
        stack.close();
        if (something) {
            screen.say("stopped");
        }
        afterwards.run();
    }
}
