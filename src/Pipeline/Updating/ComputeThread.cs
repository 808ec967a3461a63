namespace MlopsCl.Pipeline.Updating;

/// <summary>Runs blocking native work on a thread of its own, away from the pool that answers everything else.</summary>
internal static class ComputeThread
{
    public static Task<T> RunAsync<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
}
