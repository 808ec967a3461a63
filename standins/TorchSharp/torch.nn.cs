namespace TorchSharp;

public static partial class torch
{
    /// <summary>Networks.</summary>
    public static partial class nn
    {
        /// <summary>What becomes of the losses of a batch.</summary>
        public enum Reduction : long
        {
            /// <summary>They stay as they are.</summary>
            None = 0,

            /// <summary>Their mean is taken.</summary>
            Mean = 1,

            /// <summary>Their sum is taken.</summary>
            Sum = 2,
        }
    }
}
