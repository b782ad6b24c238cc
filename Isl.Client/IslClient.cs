using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Isl.Client;

/// <summary>Asks an Inference Service Layer.</summary>
/// <remarks>
/// The calls by name take what a question always has, and in <c>more</c> an object with whatever else it may have, under the names of the HTTP
/// contract: <c>client.ValidateAsync(graph, "Price", "Sales", new { max_sets = 5 })</c>. What the service does not know it refuses by name.
/// </remarks>
public sealed partial class IslClient
{
    private const string Api = "api/v1/";
    private const string Events = "text/event-stream";
    private readonly HttpClient _http;

    /// <summary>Asks through an HTTP client of yours, which has the address.</summary>
    /// <remarks><see cref="IslClientExtensions.AddIslClient"/> makes one that asks again.</remarks>
    public IslClient(HttpClient http) => _http = http;

    /// <summary>Asks a service at an address. Keep it: it holds the connections.</summary>
    public static IslClient Create(IslClientOptions options)
    {
        var http = new HttpClient(new RetryHandler(options, TimeProvider.System) { InnerHandler = new SocketsHttpHandler() });
        Prepare(http, options);
        return new IslClient(http);
    }

    /// <summary>Any question by its address.</summary>
    /// <param name="path">Below <c>/api/v1/</c>, such as <c>causal/validate</c>.</param>
    /// <param name="question">An object with the members of the question.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="IslException">It was refused.</exception>
    public async Task<Answer> AskAsync(string path, object question, CancellationToken cancellationToken = default) =>
        new(await AskJsonAsync(path, question, cancellationToken).ConfigureAwait(false));

    /// <summary>Any question by its address, with what the work does meanwhile; the last step has the answer.</summary>
    /// <param name="path">Below <c>/api/v1/</c>, such as <c>causal/discover</c>.</param>
    /// <param name="question">An object with the members of the question.</param>
    /// <param name="cancellationToken">Ends it, and the work too if nobody else waits for it.</param>
    /// <exception cref="IslException">It was refused or failed.</exception>
    public async IAsyncEnumerable<Step> WatchAsync(
        string path, object question, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var request = Request(path, question);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(Events));
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (response.Content.Headers.ContentType?.MediaType != Events)
        {
            yield return Step.Of("result", await ReadAsync(response, cancellationToken).ConfigureAwait(false));
            yield break;
        }

        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var one in SseParser.Create(stream).EnumerateAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return one.EventType == "error"
                ? throw IslException.Of(System.Net.HttpStatusCode.OK, one.Data, null)
                : Step.Of(one.EventType, Parse(one.Data));
        }
    }

    /// <summary>Starts a question that takes long, and does not wait for it.</summary>
    /// <param name="path">Below <c>/api/v1/</c>, such as <c>causal/discover</c>.</param>
    /// <param name="question">An object with the members of the question.</param>
    /// <param name="cancellationToken">Ends the sending.</param>
    /// <exception cref="IslException">It was refused.</exception>
    public async Task<Job> StartAsync(string path, object question, CancellationToken cancellationToken = default)
    {
        using var request = Request(path, question);
        request.Headers.Add("Prefer", "respond-async");
        using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return new Job(this, await ReadAsync(response, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>An answer again, by its address.</summary>
    /// <exception cref="IslException">It is not held any more.</exception>
    public async Task<Answer> ResultAsync(string resultId, CancellationToken cancellationToken = default) =>
        new(await GetJsonAsync($"{Api}results/{Uri.EscapeDataString(resultId)}", cancellationToken).ConfigureAwait(false));

    /// <summary>The service's health.</summary>
    public Task<JsonElement> HealthAsync(CancellationToken cancellationToken = default) => GetJsonAsync("health", cancellationToken);

    internal static void Prepare(HttpClient http, IslClientOptions options)
    {
        http.BaseAddress = new Uri(options.Address.AbsoluteUri.TrimEnd('/') + "/");
        http.Timeout = Timeout.InfiniteTimeSpan; // the service has its own limit, and attempts are counted
        if (options.ApiKey is { Length: > 0 } key)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    internal async Task<JsonElement> GetJsonAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(path, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(response, cancellationToken).ConfigureAwait(false);
    }

    internal async Task<JsonElement> DeleteAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await _http.DeleteAsync(path, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(response, cancellationToken).ConfigureAwait(false);
    }

    private async Task<JsonElement> AskJsonAsync(string path, object question, CancellationToken cancellationToken)
    {
        using var request = Request(path, question);
        using var response = await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(response, cancellationToken).ConfigureAwait(false);
    }

    private static HttpRequestMessage Request(string path, object question) => new(HttpMethod.Post, Api + path.TrimStart('/'))
    {
        Content = new StringContent(
            (Wire.NodeOf(question) as JsonObject)?.ToJsonString() ?? throw new ArgumentException("A question is an object.", nameof(question)),
            Encoding.UTF8,
            "application/json"),
    };

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        return response.IsSuccessStatusCode
            ? Parse(body)
            : throw IslException.Of(response.StatusCode, body, response.Headers.RetryAfter?.Delta);
    }

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
