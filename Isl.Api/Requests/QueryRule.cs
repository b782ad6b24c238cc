namespace Isl.Api.Requests;

/// <summary>The rule for query parameters of routes that read no body.</summary>
public static class QueryRule
{
    /// <summary>Refuses every query parameter that is not among the known ones.</summary>
    public static RouteHandlerBuilder WithQuery(this RouteHandlerBuilder route, params string[] known) => route.AddEndpointFilter(
        async (context, next) =>
        {
            var reading = context.HttpContext.NewReading(context.HttpContext.RequestServices.GetRequiredService<RequestLimits>());
            QueryReader.RefuseUnknown(context.HttpContext.Request.Query, known, reading);
            reading.Errors.ThrowIfAny();
            return await next(context);
        });
}
