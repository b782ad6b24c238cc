using Isl.Api.Requests;
using Isl.Api.Requests.Tables;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Endpoints.Discovery;

/// <summary>Reads requests whose body is JSON, or CSV with every other field of the JSON request as a query parameter.</summary>
internal static class CsvRequest
{
    /// <summary>Content type of CSV bodies.</summary>
    public const string ContentType = "text/csv";

    private static readonly string[] InBody = ["data", "data_csv"];

    /// <summary>The question and the data of a request.</summary>
    /// <exception cref="InputException">Something is wrong with the request.</exception>
    public static async Task<DiscoveryAsked> Read<TRequest>(
        HttpContext context, RequestLimits limits, Func<TRequest, Reading, DiscoveryAsked> map)
        where TRequest : DiscoverRequest
    {
        if (context.Request.ContentType?.StartsWith(ContentType, StringComparison.OrdinalIgnoreCase) != true)
        {
            return await RequestBody.Read(context, limits, map);
        }

        var body = await RequestBody.ReadBytes(context);
        using var turn = await context.ReadingTurn(body.Length);
        var csv = new CsvText(body);
        var reading = context.NewReading(limits);
        var request = QueryReader.Read<TRequest>(context.Request.Query, InBody, reading) with { DataCsv = csv };
        return RequestBody.Finish(request, reading, map);
    }
}
