using Isl.Tests.Api;

namespace Isl.Tests.Operations;

/// <summary>Questions of every kind, new ones and repeated ones, and mistakes, so that every series moves.</summary>
internal static class ServiceLoad
{
    private static readonly string[] Algorithms = ["notears", "pc", "ges", "lingam", "dagma", "correlation"];

    private static readonly string[] Pages =
        ["/health", "/health/services", "/health/circuit-breakers", "/cache/stats", "/livez", "/metrics", "/nowhere", "/openapi/v1.json"];

    /// <summary>One round of everything; another number asks other questions.</summary>
    public static async Task RoundAsync(ServiceProcess service, int number)
    {
        var graph = $$"""{"nodes": ["X", "Y", "Z", "W{{number}}"], "edges": [["Z", "X"], ["Z", "Y"], ["X", "Y"], ["W{{number}}", "X"]]}""";
        var effect = $$"""{"dag_structure": {{graph}}, "treatment": "X", "outcome": "Y"}""";
        foreach (var path in new[] { Requests.Validate, Requests.Validate, Requests.Strategies, "/api/v1/causal/paths" })
        {
            await service.PostAsync(path, effect);
        }

        await service.PostAsync(Requests.Separation, $$"""{"dag_structure": {{graph}}, "x": ["X"], "y": ["Y"], "given": []}""");
        await service.PostAsync(ModelRequests.Counterfactual, ModelRequests.Ask(ModelRequests.Revenue, $$"""{"Price": {{40 + number}}}"""));
        await service.PostAsync(Requests.Discover, Requests.Discovery(number, Algorithms[number % Algorithms.Length]));
        await service.PostAsync(Requests.Validate, "{}");
        await service.PostAsync(Requests.Discover, "not JSON");
        foreach (var page in Pages)
        {
            using var response = await service.Client.GetAsync(page, TestContext.Current.CancellationToken);
        }
    }
}
