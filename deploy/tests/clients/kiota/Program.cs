using Isl.Generated;
using Isl.Generated.Models;
using Microsoft.Kiota.Abstractions.Authentication;
using Microsoft.Kiota.Http.HttpClientLibrary;

using var adapter = new HttpClientRequestAdapter(new AnonymousAuthenticationProvider()) { BaseUrl = args[0] };
var client = new IslClient(adapter);
var known = await client.Health.Services.GetAsync();
if (known?.Services is null)
{
    throw new InvalidOperationException("No services.");
}
