using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>LibTorch's threads on a processor.</summary>
internal static class ComputeThreads
{
    /// <summary>Uses every core, unless <c>OMP_NUM_THREADS</c> says how many. Some builds of LibTorch use one by default.</summary>
    public static void UseAllCores()
    {
        var isAsked = int.TryParse(Environment.GetEnvironmentVariable("OMP_NUM_THREADS"), out var count) && count > 0;
        var asked = isAsked ? count : Environment.ProcessorCount;
        if (get_num_threads() != asked)
            set_num_threads(asked);
    }
}
