using MlopsCl.Learner.Adapters;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Methods.LvlmCl;

/// <summary>Moves a task's key and the task-invariant feature by the question features of a step. Both are means, never trained.</summary>
/// <param name="task">The number of the current task.</param>
internal sealed class RunningFeatures(int task)
{
    private double[] _ownSum = [], _sum = [];
    private int _own, _count;

    /// <summary>Takes note of a batch's question features.</summary>
    /// <param name="queries">One for each sample.</param>
    /// <param name="tasks">The number of each sample's task.</param>
    public void Observe(float[][] queries, long[] tasks)
    {
        for (var sample = 0; sample < queries.Length; sample++)
        {
            _sum = Add(_sum, queries[sample]);
            _count++;
            if (tasks[sample] != task)
                continue;
            _ownSum = Add(_ownSum, queries[sample]);
            _own++;
        }
    }

    /// <summary>
    /// Moves the key to the mean of all features of its task seen so far, the noted ones included: K += (sum - n K) / (seen + n).
    /// </summary>
    public void MoveKey(AdapterState adapters)
    {
        if (_own == 0)
            return;
        var seen = adapters[LvlmClTensors.Seen].select(0, task);
        var key = adapters[LvlmClTensors.Keys].select(0, task);
        double before = seen.item<float>();
        var old = VectorRows.ReadValues(key);
        key.copy_(tensor(old.Select((value, i) => (float)(value + (_ownSum[i] - (double)_own * value) / (before + _own))).ToArray(), device: key.device));
        seen.add_(_own);
    }

    /// <summary>Moves the task-invariant feature towards the mean of the noted features: Q = alpha Q + (1 - alpha) mean.</summary>
    public void MoveInvariant(AdapterState adapters, double alpha)
    {
        if (_count > 0)
            Blend(adapters, [.. _sum.Select(value => (float)(value / _count))], alpha);
    }

    /// <summary>Q = alpha Q + (1 - alpha) mean.</summary>
    public static void Blend(AdapterState adapters, float[] mean, double alpha)
    {
        var invariant = adapters[LvlmClTensors.Invariant];
        var old = VectorRows.ReadValues(invariant);
        float[] moved = [.. old.Zip(mean, (was, now) => (float)(alpha * was + (1 - alpha) * now))];
        invariant.copy_(tensor(moved, [1, moved.Length], device: invariant.device));
    }

    /// <summary>Forgets what was noted.</summary>
    public void Clear() => (_ownSum, _sum, _own, _count) = ([], [], 0, 0);

    private static double[] Add(double[] sum, float[] values)
    {
        if (sum.Length == 0)
            return [.. values.Select(value => (double)value)];
        for (var i = 0; i < sum.Length; i++)
            sum[i] += values[i];
        return sum;
    }
}
