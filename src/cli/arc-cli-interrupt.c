/* A thread that waits for signals: a handler proper may do next to nothing. */
#include "arc-cli-interrupt.h"

#include <signal.h>
#include <unistd.h>

static sigset_t watched;

static gpointer
wait_for_signals (gpointer data)
{
  GCancellable *cancellable = data;
  int number;

  sigwait (&watched, &number);
  g_cancellable_cancel (cancellable);
  /* Whoever asks twice means it; the journal survives that. */
  sigwait (&watched, &number);
  _exit (1);
  return NULL;
}

GCancellable *
arc_cli_interrupt_watch (void)
{
  GCancellable *cancellable = g_cancellable_new ();

  sigemptyset (&watched);
  sigaddset (&watched, SIGINT);
  sigaddset (&watched, SIGTERM);
  sigaddset (&watched, SIGHUP);
  pthread_sigmask (SIG_BLOCK, &watched, NULL);
  g_thread_unref (g_thread_new ("arcj-signals", wait_for_signals, g_object_ref (cancellable)));
  return cancellable;
}
