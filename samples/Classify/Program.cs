using MlopsCl.Samples.Classify;

return args switch
{
    ["train", var baseModel, var train, var test, var output] => Training.Run(baseModel, train, test, output),
    ["ask", var model, var picture, var question] => Asking.Run(model, picture, question),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: classify train BASE-MODEL TRAIN.tsv TEST.tsv OUTPUT | classify ask MODEL PICTURE QUESTION");
    return 2;
}
