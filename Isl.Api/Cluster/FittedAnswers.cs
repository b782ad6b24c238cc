using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Isl.Api.Requests.Fitting;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Fitting;

namespace Isl.Api.Cluster;

/// <summary>Answers about a model that is fitted first: the answer about that model, with the model in it.</summary>
public static class FittedAnswers
{
    private const int ETagDigits = 32;

    /// <summary>Asks about the model that was sent, or about the one that is fitted first.</summary>
    /// <param name="grains">The grains.</param>
    /// <param name="asked">The question.</param>
    /// <param name="ask">Asks about a model.</param>
    /// <param name="cancellationToken">The caller left.</param>
    internal static Task<Answer> About<TAsked>(
        this GrainCalls grains, ModelOrFit<TAsked> asked, Func<TAsked, Task<Answer>> ask, CancellationToken cancellationToken)
        where TAsked : class =>
        asked.Fit is { } fit
            ? WithFit(grains, fit.Question, fit.Data, model => ask(asked.About(model)), cancellationToken)
            : ask(asked.Asked!);

    /// <summary>Fits a model, asks about it, and puts it into the answer.</summary>
    /// <param name="grains">The grains.</param>
    /// <param name="fit">The model to fit.</param>
    /// <param name="data">The table to fit it to.</param>
    /// <param name="ask">Asks about the model, given as the answer of the fit holds it.</param>
    /// <param name="cancellationToken">The caller left.</param>
    private static async Task<Answer> WithFit(
        GrainCalls grains, FitQuestion fit, Dataset data, Func<JsonElement, Task<Answer>> ask, CancellationToken cancellationToken)
    {
        var fitted = await grains.Table<IFitGrain>(data, (grain, sent, token) => grain.Fit(fit, sent, token), cancellationToken);
        using var document = JsonDocument.Parse(fitted.Body);
        var model = document.RootElement.GetProperty("model");
        var answer = await ask(model);
        var body = WithModel(answer, fitted, document.RootElement, model);
        return answer with
        {
            Body = body,
            ETag = Convert.ToHexStringLower(SHA256.HashData(body))[..ETagDigits],
            Degraded = answer.Degraded || fitted.Degraded,
            Brief = answer.Brief || fitted.Brief,
            ComputeSeconds = answer.ComputeSeconds + fitted.ComputeSeconds,
            QueueSeconds = answer.QueueSeconds + fitted.QueueSeconds,
        };
    }

    /// <summary>The answer's own bytes, the model behind them; where a simpler fit answered, that is told as well.</summary>
    private static byte[] WithModel(Answer answer, Answer fitted, JsonElement fit, JsonElement model)
    {
        if (fitted.Degraded && !answer.Degraded)
        {
            var told = JsonNode.Parse(answer.Body.Span)!.AsObject();
            told["degraded"] = true;
            told["degraded_reason"] = fit.GetProperty("degraded_reason").GetString();
            told["model"] = JsonNode.Parse(model.GetRawText());
            return JsonSerializer.SerializeToUtf8Bytes(told, IslJson.Options);
        }

        // An answer is an object: its last byte closes it.
        byte[] added = [.. ",\"model\":"u8, .. System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(model), (byte)'}'];
        return [.. answer.Body.Span[..^1], .. added];
    }
}
