using System.Text.Json;
using Isl.Api.Requests.Fitting;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Fitting;

namespace Isl.Api.Cluster;

/// <summary>Answers about a model that is fitted first: the answer about that model, with the model in it.</summary>
public static class FittedAnswers
{
    /// <summary>Asks about the model that was sent, or about the one that is fitted first.</summary>
    /// <param name="grains">The grains.</param>
    /// <param name="asked">The question.</param>
    /// <param name="ask">Asks about a model.</param>
    /// <param name="cancellationToken">The caller left.</param>
    internal static Task<Answer> About<TAsked>(
        this GrainCalls grains, ModelOrFit<TAsked> asked, Func<TAsked, Task<Answer>> ask, CancellationToken cancellationToken)
        where TAsked : class =>
        asked.Fit is { } fit ? grains.WithFit(fit, asked, ask, cancellationToken) : ask(asked.Asked!);

    private static async Task<Answer> WithFit<TAsked>(
        this GrainCalls grains, FitAsked fit, ModelOrFit<TAsked> asked, Func<TAsked, Task<Answer>> ask, CancellationToken cancellationToken)
        where TAsked : class
    {
        var fitted = await grains.Table<IFitGrain>(fit.Data, (grain, sent, token) => grain.Fit(fit.Question, sent, token), cancellationToken);
        using var document = JsonDocument.Parse(fitted.Body);
        var reason = fitted.Degraded ? document.RootElement.GetProperty("degraded_reason").GetString() : null;
        var answer = await ask(asked.About(document.RootElement.GetProperty("model"), reason));
        return answer with
        {
            Brief = answer.Brief || fitted.Brief, // with more time another model might be fitted
            ComputeSeconds = answer.ComputeSeconds + fitted.ComputeSeconds,
            QueueSeconds = answer.QueueSeconds + fitted.QueueSeconds,
        };
    }
}
