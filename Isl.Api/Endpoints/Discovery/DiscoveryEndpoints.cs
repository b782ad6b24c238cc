using System.Globalization;
using System.Text;
using Isl.Api.Cluster;
using Isl.Api.Docs;
using Isl.Api.Http;
using Isl.Discovery;
using Isl.Errors;
using Microsoft.Extensions.Options;

namespace Isl.Api.Endpoints.Discovery;

/// <summary>Graphs from data.</summary>
public static class DiscoveryEndpoints
{
    private const string CsvContentType = "text/csv";

    /// <summary>Maps the discovery questions.</summary>
    public static RouteGroupBuilder MapDiscovery(this IEndpointRouteBuilder app)
    {
        var group = app.MapGroup("/api/v1/causal").WithTags("Discovery");
        group.MapPost("/discover", Discover)
            .WithName("discover")
            .WithSummary("Which causal graph do data suggest?")
            .WithDescription("The body is JSON, or CSV (Content-Type: text/csv) with the options as query parameters.")
            .AsQuestion<DiscoverRequest, DiscoveryResult>(CsvContentType);
        return group;
    }

    private static async Task Discover(HttpContext context, IGrainFactory grains, GrainCallPolicy policy, IOptions<DataLimits> limits)
    {
        var request = IsCsv(context) ? await ReadCsv(context) : await RequestBody.ReadJson<DiscoverRequest>(context);
        var question = request.ToQuestion();
        var data = request.ToDataset(limits.Value);
        var grain = grains.GetGrain<IDatasetGrain>(data.Hash());
        var answer = await policy.Call(
            async token => await grain.Discover(question, null, token) ?? await grain.Discover(question, data, token),
            context.RequestAborted);
        await Answers.Write(context, answer ?? throw new IslException(ErrorCode.SubjectNeeded, "The grain took the data and asked for them again."));
    }

    private static bool IsCsv(HttpContext context) =>
        context.Request.ContentType?.StartsWith(CsvContentType, StringComparison.OrdinalIgnoreCase) == true;

    private static async Task<DiscoverRequest> ReadCsv(HttpContext context)
    {
        var query = context.Request.Query;
        var body = await RequestBody.ReadBytes(context);
        return new DiscoverRequest(
            Data: null,
            DataCsv: Encoding.UTF8.GetString(body.Span),
            VariableNames: query["variable_names"].ToString() is { Length: > 0 } names ? [.. names.Split(',')] : null,
            Algorithm: Text("algorithm"),
            MaxIter: Number<int>("max_iter"),
            Threshold: Number<double>("threshold"),
            Lambda1: Number<double>("lambda1"),
            Scaling: Text("scaling"),
            PriorKnowledge: null,
            Seed: Number<long>("seed"));

        string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

        T? Number<T>(string name)
            where T : struct, IParsable<T>
        {
            if (Text(name) is not { } text)
            {
                return null;
            }

            return T.TryParse(text, CultureInfo.InvariantCulture, out var value)
                ? value
                : throw new InputException($"/{name}", $"The query parameter {name} is '{text}', which is not a number.");
        }
    }
}
