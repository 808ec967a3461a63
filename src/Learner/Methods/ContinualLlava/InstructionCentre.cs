namespace MlopsCl.Learner.Methods.ContinualLlava;

/// <summary>What is subtracted from vectors and keys before they are compared.</summary>
public enum InstructionCentre
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The mean over the tasks so far of the mean vector of each task's different questions.</summary>
    Tasks,
}
