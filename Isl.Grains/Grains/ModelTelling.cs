using System.Text.Json;
using Isl.Grains.Answering;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Fitting;

namespace Isl.Grains.Grains;

/// <summary>Answers about a model that was fitted first tell the model, and whether a simpler method fitted it.</summary>
internal static class ModelTelling
{
    /// <summary>The computation, its answers with the model in them; the computation itself where a model was sent.</summary>
    public static Computation Telling(this Computation computation, FittedFirst? fitted) => fitted is null
        ? computation
        : computation with
        {
            Run = async scope => Told(await computation.Run(scope), fitted),
            Fallbacks = [.. computation.Fallbacks.Select(fallback => fallback with
            {
                Run = (reason, cancellation) => Told(fallback.Run(reason, cancellation), fitted),
            })],
        };

    private static ModelResult Told(AnalysisResult answer, FittedFirst fitted) => (ModelResult)answer with
    {
        Completion = Completion.Of(answer.Completion.Reason ?? fitted.DegradedReason, answer.Completion.IsCutShort),
        Model = JsonSerializer.Deserialize<FittedModel>(fitted.Model, IslJson.Options),
    };
}
