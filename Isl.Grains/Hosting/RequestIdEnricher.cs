using Isl.Grains.Answering;
using Serilog.Core;
using Serilog.Events;

namespace Isl.Grains.Hosting;

/// <summary>Gives log lines that grains write the id of the request they were written for.</summary>
public sealed class RequestIdEnricher : ILogEventEnricher
{
    /// <summary>Name of the request id among a log line's properties; ASP.NET Core has a <c>RequestId</c> of its own.</summary>
    public const string LogProperty = "IslRequestId";

    private static readonly LogEventProperty None = new(LogProperty, new ScalarValue("-"));

    /// <inheritdoc/>
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory) =>
        logEvent.AddPropertyIfAbsent(Caller.Current.RequestId is { } id ? new(LogProperty, new ScalarValue(id)) : None);
}
