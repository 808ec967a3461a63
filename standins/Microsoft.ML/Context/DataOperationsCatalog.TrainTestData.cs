namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    /// <summary>Two disjoint parts of a view.</summary>
    public readonly struct TrainTestData
    {
        /// <summary>The rows to learn from.</summary>
        public readonly IDataView TrainSet;

        /// <summary>The rows to measure on.</summary>
        public readonly IDataView TestSet;

        internal TrainTestData(IDataView trainSet, IDataView testSet)
        {
            TrainSet = trainSet;
            TestSet = testSet;
        }
    }
}
